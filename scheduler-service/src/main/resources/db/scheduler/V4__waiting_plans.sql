-- What waits of a project: one fetch serves all of it.
create index plan_waiting on plan (project_id) where settled_at is null;
