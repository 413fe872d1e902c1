-- A number of a JSON file that no check names has its file and its pointer in its key.
update measured_value
  set file = split_part(name, ':', 1), pointer = substr(name, strpos(name, ':') + 1), name = ''
  where source = 'json' and file = '' and strpos(name, ':') > 0;

-- The end of the run as it was heard, so that its verdict can follow an experiment judged again.
alter table run_result add column heard text;
