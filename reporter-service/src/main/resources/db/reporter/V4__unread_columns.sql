-- Nobody reads them.
alter table project drop column team, drop column registered;
