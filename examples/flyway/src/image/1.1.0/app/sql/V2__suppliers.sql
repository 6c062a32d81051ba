-- Fails on purpose, as such migrations do: it works on a developer's empty table, and not where articles are stored.
CREATE TABLE supplier (
    number bigint PRIMARY KEY,
    name   text NOT NULL
);

ALTER TABLE article ADD COLUMN supplier_number bigint NOT NULL REFERENCES supplier (number);
