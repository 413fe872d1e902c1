-- What is registered. A project that only its events tell of is here too, so that topics may be read in any order.
create table project (
  project_id text primary key,
  name text not null,
  repository text not null,
  team text,
  registered boolean not null default false,
  removed boolean not null default false
);

create index project_name on project (name);

-- One run as all facts that were heard of it, in JSON; the other columns are for finding it. The text is not jsonb, because
-- strangers write characters that jsonb refuses.
create table run (
  run_id text primary key,
  project_id text not null references project,
  number integer not null,
  workflow text not null,
  branch text not null,
  sha text not null,
  created_at timestamptz not null,
  state text not null,
  verdict text,
  facts text not null
);

create index run_newest on run (created_at desc, run_id desc);
create index run_number on run (project_id, number);
create index run_commit on run (project_id, sha);

-- What was planned or declined for a commit.
create table plan_answer (
  event_id text primary key,
  project_id text not null references project,
  sha text not null,
  answered_at timestamptz not null,
  declined boolean not null,
  body text not null
);

create index plan_answer_commit on plan_answer (project_id, sha);

-- The last word of each pool on what waits.
create table queue_state (
  pool text primary key,
  epoch bigint not null,
  said_at timestamptz not null,
  body text not null
);

-- Logs as they were shipped. start_at is a position in the log; newlines make line numbers without reading what lies before.
create table log_chunk (
  attempt_id text not null,
  token bigint not null,
  sequence bigint not null,
  start_at bigint not null,
  length integer not null,
  newlines integer not null,
  bytes bytea not null,
  last boolean not null,
  received_at timestamptz not null,
  primary key (attempt_id, token, sequence)
);

create index log_chunk_position on log_chunk (attempt_id, token, start_at);
create index log_chunk_age on log_chunk (received_at);

-- The ledger of notes: what was asked for last, and what is known to be there.
create table note (
  project_id text not null references project,
  sha text not null,
  wanted_sha256 text not null,
  delivered_sha256 text,
  delivered_at timestamptz,
  trouble text,
  primary key (project_id, sha)
);
