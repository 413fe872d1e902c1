-- What a step of version 2 states about its container, folders and model, as JSON; and whether it
-- waits for the step before it, in which case it is not in the queue yet.
alter table experiment add column surroundings text not null default '{}';
alter table experiment add column blocked boolean not null default false;

-- What people should know about how it ran, one a line; the size of its log, -1 where nobody said.
alter table attempt add column notes text not null default '';
alter table attempt add column log_bytes bigint not null default -1;

alter table runner add column ignores_containers boolean not null default false;
