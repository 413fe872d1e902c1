-- What a number means, so that only like is compared with like.
alter table measured_value
  add column source    text not null default '',
  add column name      text not null default '',
  add column file      text not null default '',
  add column pointer   text not null default '',
  add column aggregate text;

update measured_value v
  set source = c.source, file = c.file, pointer = c.pointer
  from check_result c
  where c.experiment_id = v.experiment_id and c.metric = v.metric;

-- What version 2 of the workflow file asks of a check, and the rounded value that it was judged by.
alter table check_result
  add column name               text    not null default '',
  add column aggregate          text,
  add column target             text,
  add column rounded_up         boolean,
  add column decimals           integer,
  add column only_pulls         boolean not null default false,
  add column passes_if_not_found boolean not null default false,
  add column in_comment         boolean not null default true,
  add column judged             text;
