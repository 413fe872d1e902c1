-- One row for each project that ever had an event. Whoever numbers its runs or its events locks it.
create table project (
  project_id      text primary key,
  last_run_number integer not null default 0,
  last_sequence   bigint  not null default 0,
  tip_branch      text,
  tip             text
);

-- What is to be planned: a git event, or a rerun of one of its workflows.
create table plan (
  plan_id        text primary key,
  root_id        text not null,
  project_id     text not null,
  project_name   text not null,
  repository     text not null,
  ref            text not null,
  kind           text not null,
  sha            text,
  before_sha     text,
  pusher         text not null,
  default_branch text,
  build_branches text not null,
  rerun_of       integer,
  workflow       text,
  received_at    timestamptz not null,
  settled_at     timestamptz,
  workflows      text
);

create table run (
  run_id            text primary key,
  plan_id           text not null references plan,
  root_id           text not null,
  project_id        text not null,
  project_name      text not null,
  repository        text not null,
  run_number        integer not null,
  workflow          text not null,
  ref               text not null,
  kind              text not null,
  sha               text not null,
  before_sha        text,
  pusher            text not null,
  on_default_branch boolean not null,
  default_branch    text not null,
  merge_base_sha    text,
  tree              text not null,
  rerun_of          integer,
  planned_at        timestamptz not null,
  finished_at       timestamptz,
  unique (project_id, run_number)
);
create index run_root on run (root_id);

create sequence queue_position;

create table experiment (
  experiment_id    text primary key,
  run_id           text not null references run,
  step             text not null,
  machine          text,
  command          text not null,
  environment      text not null,
  checks           text not null,
  state            text not null check (state in ('WAITING', 'ASSIGNED', 'RUNNING', 'OVER')),
  cancelling       boolean not null default false,
  attempts         integer not null default 0,
  position         bigint not null,
  queued_at        timestamptz not null,
  outcome          text,
  exit_code        integer,
  message          text,
  metrics          text,
  verdict          text,
  verdict_revision integer not null default 0,
  check ((state = 'OVER') = (outcome is not null))
);
create index experiment_run on experiment (run_id);
create index experiment_waiting on experiment (position) where state = 'WAITING';
create index experiment_cancelling on experiment (position)
  where cancelling and state in ('ASSIGNED', 'RUNNING');

create sequence attempt_token;

create table attempt (
  attempt_id    text primary key,
  experiment_id text not null references experiment,
  number        integer not null,
  token         bigint not null unique,
  epoch         bigint not null,
  runner_id     text not null,
  runner_name   text not null,
  live          boolean not null,
  last_sequence bigint not null default 0,
  assigned_at   timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  outcome       text,
  exit_code     integer,
  message       text,
  unique (experiment_id, number),
  check (live = (outcome is null))
);
-- Whatever a defect does: never two live attempts of one experiment.
create unique index attempt_live on attempt (experiment_id) where live;

create table runner (
  runner_id     text primary key,
  name          text not null unique,
  machines      text not null,
  slots         integer not null,
  host_name     text not null,
  agent_version text not null,
  approved_at   timestamptz not null,
  heard_at      timestamptz
);

-- How far the leader has read the runners' reports; moves in the transaction of their effects.
create table report_offset (
  kafka_partition integer primary key,
  next_offset     bigint not null
);

-- Who places. A row of an older epoch is worth nothing: every write of a leader locks and checks it.
create table leadership (
  pool     text primary key,
  holder   text,
  epoch    bigint not null,
  renewals bigint not null
);
