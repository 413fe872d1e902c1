-- The list of runs also tells of commits of which nothing ran.
create index plan_answer_newest on plan_answer (answered_at desc, event_id desc);
