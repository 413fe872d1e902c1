-- Which agent has the name, and when it last registered: two under one name would run every job twice.
alter table runner add column agent_id text;
alter table runner add column registered_at timestamptz;
