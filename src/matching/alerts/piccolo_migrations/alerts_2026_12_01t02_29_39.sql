-- Which kinds of documents there are is search's to say (`matching/search/kinds.py`): a further one
-- is a record there, and changes nothing here.
ALTER TABLE alert_publication DROP CONSTRAINT alert_publication_kind;
ALTER TABLE alert_sent DROP CONSTRAINT alert_sent_subject_kind;
