-- When an attempt was said to have ended, by our clock; finished_at is its runner's.
alter table attempt add column ended_at timestamptz;
update attempt set ended_at = finished_at;
