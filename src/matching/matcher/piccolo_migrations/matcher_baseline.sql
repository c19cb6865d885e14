-- One solution kept for one challenge, with why it stood where it stood on that day.
CREATE TABLE shortlist_entry (
    id uuid PRIMARY KEY,
    challenge uuid NOT NULL,
    solution uuid NOT NULL,
    note text NOT NULL DEFAULT '',
    version integer NOT NULL DEFAULT 1,
    found jsonb NOT NULL DEFAULT '{}',
    added_by uuid,
    added_at timestamptz NOT NULL,
    removed_by uuid,
    removed_at timestamptz,
    CONSTRAINT shortlist_entry_removed_later CHECK (removed_at IS NULL OR removed_at >= added_at)
);
CREATE UNIQUE INDEX shortlist_entry_once ON shortlist_entry (challenge, solution)
    WHERE removed_at IS NULL;
CREATE INDEX shortlist_entry_solution ON shortlist_entry (solution);

-- How the bureau wants its challenge matched; no row where nothing was ever changed.
CREATE TABLE match_criteria (
    challenge uuid PRIMARY KEY,
    added text[] NOT NULL DEFAULT '{}',
    removed text[] NOT NULL DEFAULT '{}',
    demanded text[] NOT NULL DEFAULT '{}',
    switched_off text[] NOT NULL DEFAULT '{}',
    version integer NOT NULL DEFAULT 1,
    changed_by uuid,
    changed_at timestamptz NOT NULL,
    CONSTRAINT match_criteria_one_of_both CHECK (NOT (demanded && switched_off)),
    CONSTRAINT match_criteria_version CHECK (version >= 1)
);
