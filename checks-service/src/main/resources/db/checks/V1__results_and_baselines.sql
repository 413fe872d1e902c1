-- What was said of each experiment; the row is written once, with its first judgement.
create table experiment_result (
  experiment_id text primary key,
  run_id        text        not null,
  project_id    text        not null,
  workflow      text        not null,
  step          text        not null,
  run_number    integer     not null,
  ref           text        not null,
  sha           text        not null,
  outcome       text        not null,
  revision      integer     not null,
  verdict       text        not null,
  reason        text        not null,
  sentence      text        not null,
  judged_at     timestamptz not null
);
create index experiment_result_of_run on experiment_result (run_id);
create index experiment_result_of_commit on experiment_result (project_id, sha);

-- The numbers that an experiment measured, as they were written.
create table measured_value (
  id            bigint generated always as identity primary key,
  experiment_id text not null references experiment_result,
  metric        text not null,
  value         text not null,
  unique (experiment_id, metric)
);

-- What each check of an experiment said, in the order of the workflow file.
create table check_result (
  id                bigint generated always as identity primary key,
  experiment_id     text    not null references experiment_result,
  place             integer not null,
  metric            text    not null,
  source            text    not null,
  file              text    not null,
  pointer           text    not null,
  line              integer not null,
  bounds            text    not null,
  better            text,
  tolerance         text,
  relative          boolean,
  value             text,
  verdict           text    not null,
  bounds_met        boolean,
  baseline_value    text,
  baseline_entry    text,
  baseline_sha      text,
  baseline_run      integer,
  baseline_ref      text,
  baseline_branch   text,
  comparison_met    boolean,
  reason            text    not null,
  sentence          text    not null,
  unique (experiment_id, place)
);

-- What was said of each run.
create table run_result (
  run_id     text primary key,
  project_id text        not null,
  revision   integer     not null,
  verdict    text        not null,
  reason     text        not null,
  sentence   text        not null,
  judged_at  timestamptz not null
);

-- The commits that the default branch has, and how far along it they are.
create table branch_commit (
  project_id text    not null,
  branch     text    not null,
  sha        text    not null,
  sequence   bigint  not null,
  place      integer not null,
  primary key (project_id, branch, sha)
);
create index branch_commit_of_sha on branch_commit (project_id, sha);

-- The baseline ledger: passed results that reached the default branch. Entries are only added.
create table baseline_entry (
  entry_id      text primary key,
  experiment_id text        not null unique references experiment_result,
  project_id    text        not null,
  workflow      text        not null,
  step          text        not null,
  run_id        text        not null,
  run_number    integer     not null,
  ref           text        not null,
  sha           text        not null,
  branch        text        not null,
  sequence      bigint      not null,
  place         integer     not null,
  promoted_at   timestamptz not null
);
create index baseline_entry_newest
  on baseline_entry (project_id, workflow, step, sequence desc, place desc, run_number desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Expected the baseline ledger to be added to only, but % was tried', tg_op;
end
$$;
create trigger baseline_entry_is_append_only
  before update or delete on baseline_entry
  for each statement execute function refuse_change();
