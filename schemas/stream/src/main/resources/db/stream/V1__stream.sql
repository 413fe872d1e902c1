-- The tables of the loop, in the schema of each service. Their owner is dev.modelgate.stream.

-- Events that were handled, as type and id; a double is dropped by it. Kept 31 days.
create table inbox (
  event      text primary key,
  handled_at timestamptz not null default now()
);
create index inbox_handled_at on inbox (handled_at);

-- Events emitted; the relay sends them by id. Sent ones are kept 24 hours.
create table outbox (
  id         bigint generated always as identity primary key,
  topic      text not null,
  record_key text not null,
  type       text,                -- full name of the record; null: tombstone or dead letter
  event_id   text,                -- its eventId; null: tombstone or dead letter
  value      bytea,               -- bytes of the Kafka record; null: tombstone
  headers    text[] not null,     -- name, value, name, value …
  created_at timestamptz not null default clock_timestamp(),
  sent_at    timestamptz          -- when Kafka confirmed it; null: not yet
);
create index outbox_unsent on outbox (id) where sent_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;

-- Where each partition is read on; the truth, Kafka's committed offsets only serve lag tools.
create table stream_offset (
  topic        text not null,
  partition    int not null,
  next_offset  bigint not null,
  leader_epoch int,               -- of the last record handled; finds a log that lost its tail
  updated_at   timestamptz not null default now(),
  primary key (topic, partition)
);

-- Work that leaves PostgreSQL.
create table task (
  id           bigint generated always as identity primary key,
  kind         text not null,
  key          text not null,
  host         text not null,
  payload      text not null,
  dedupe       text,
  traceparent  text,
  created_at   timestamptz not null default clock_timestamp(),
  not_before   timestamptz not null default clock_timestamp(),
  attempt      int not null default 0,
  holder       bigint,            -- instance that carries it out; null: it waits
  lease        bigint not null default 0, -- grows with every taking
  leased_until timestamptz,
  last_error   text
);
create unique index task_dedupe on task (kind, dedupe) where dedupe is not null and holder is null;
create index task_key on task (key, id);
create index task_due on task (not_before, id);

-- Who sends the outbox; one row.
create table relay_lease (
  one          boolean primary key default true check (one),
  holder       bigint not null,
  epoch        bigint not null,
  leased_until timestamptz not null
);
