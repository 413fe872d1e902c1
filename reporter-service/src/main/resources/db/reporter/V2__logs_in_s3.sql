-- Logs lie in S3; what is newer comes from the topic.
drop table log_chunk;

-- Whose objects lie under an attempt's name.
create table attempt (
  attempt_id text primary key,
  run_id text not null references run
);

-- Whether it became a baseline, so that baselines are found without reading every run.
alter table run add column promoted boolean not null default true;
create index run_promoted on run (project_id, workflow, number) where promoted;

-- How far the daily sweep through the bucket is: one row. An instance that holds the lease goes on after the key.
create table retention (
  one boolean primary key default true check (one),
  after_key text not null default '',
  leased_until timestamptz not null default '-infinity',
  next_at timestamptz not null default '-infinity'
);

insert into retention default values;
