-- The tables of the service that the loop is tested with. No unique key: a double shows.
create table effect (
  id       bigint generated always as identity primary key,
  event_id text not null,
  key      text not null,
  number   int not null,
  kind     text not null
);
