-- Sent, and to be sent once more: a broker's machine may have lost it. Its mark stays.
alter table outbox add column again boolean not null default false;
drop index outbox_unsent;
create index outbox_unsent on outbox (id) where sent_at is null or again;
