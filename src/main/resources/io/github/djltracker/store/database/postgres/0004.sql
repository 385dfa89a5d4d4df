-- Version 4, as that of SQLite.
ALTER TABLE entry ADD COLUMN number BIGINT;
UPDATE entry SET number = sequence + (
  SELECT t.lead FROM stretch t WHERE t.run = entry.run AND t.sequence <= entry.sequence ORDER BY t.sequence DESC LIMIT 1)
WHERE sequence > 0;
DELETE FROM stretch WHERE sequence >= (SELECT s.packed FROM run_state s WHERE s.run = stretch.run);
