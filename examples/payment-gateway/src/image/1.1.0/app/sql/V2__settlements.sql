-- Fails on purpose, as such migrations do: it works on a developer's empty table, and not where payments are stored.
CREATE TABLE settlement (
    number     bigint PRIMARY KEY,
    settled_at timestamptz NOT NULL
);

ALTER TABLE payment ADD COLUMN settlement_number bigint NOT NULL REFERENCES settlement (number);
