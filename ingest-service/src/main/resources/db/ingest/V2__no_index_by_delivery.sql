-- Nobody looks for an event by its delivery's id but people, and those may wait.
drop index git_event_delivery;
