-- What waits of a project: one fetch serves all of it.
create index plan_waiting on plan (project_id, received_at) where settled_at is null;
