-- Version 4: an entry that is not packed yet says itself where it is in its model's order, and stretch has only what is
-- packed. Runs of a model that take turns then change one page an entry instead of three.
-- number: the entry's place in the model's order, null of the start.
CREATE TABLE numbered_entry (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  number INTEGER,
  body BLOB NOT NULL,
  PRIMARY KEY (run, sequence)
) WITHOUT ROWID;
INSERT INTO numbered_entry (run, sequence, number, body)
SELECT e.run, e.sequence, CASE WHEN e.sequence > 0 THEN e.sequence + (
    SELECT t.lead FROM stretch t WHERE t.run = e.run AND t.sequence <= e.sequence ORDER BY t.sequence DESC LIMIT 1) END,
  e.body
FROM entry e ORDER BY e.run, e.sequence;
DROP TABLE entry;
ALTER TABLE numbered_entry RENAME TO entry;
DELETE FROM stretch WHERE sequence >= (SELECT s.packed FROM run_state s WHERE s.run = stretch.run);
