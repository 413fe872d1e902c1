-- Nothing more is planned for a project that was removed; another of its name has another id.
alter table project add column removed_at timestamptz;
