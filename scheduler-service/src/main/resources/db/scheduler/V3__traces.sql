-- The trace of the event that it was planned for: what its leader does goes on with it.
alter table experiment add column traceparent text;
