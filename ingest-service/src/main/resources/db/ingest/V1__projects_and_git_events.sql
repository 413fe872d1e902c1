-- What ingest-service owns. The loop's tables (outbox, inbox, task …) are dev.modelgate.stream's.

-- Registered repositories. Removed ones stay, so that their hooks still get an answer.
create table project (
  id              text primary key,
  name            text not null,
  repository      text not null,     -- address, normalised, without credentials
  team            text not null,
  default_branch  text,              -- null: what HEAD of the repository names
  build_branches  text not null check (build_branches in ('default', 'all', 'none')),
  hook            text not null unique,
  hook_generation int not null,      -- raised for a new secret; secrets are derived, never stored
  created_at      timestamptz not null,
  removed_at      timestamptz        -- null: it is there
);
create unique index project_name on project (name) where removed_at is null;
create unique index project_repository on project (repository) where removed_at is null;

-- Git events by their identity, so that the same one said twice is appended once. Kept for ever: a
-- signed body can be replayed at any time, and a row is one push of one ref.
create table git_event (
  event_id    text primary key,      -- derived from the identity
  project_id  text not null references project (id),
  delivery_id text not null,         -- of the delivery that was first
  received_at timestamptz not null
);
create index git_event_delivery on git_event (project_id, delivery_id);
