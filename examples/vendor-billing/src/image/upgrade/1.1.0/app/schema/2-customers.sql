-- Fails on purpose, as such migrations do: it works in the vendor's test, and not where a customer is written in two ways.
CREATE TABLE customer (
    name text PRIMARY KEY
);

INSERT INTO customer (name)
SELECT DISTINCT initcap(customer) FROM invoice;

ALTER TABLE invoice ADD FOREIGN KEY (customer) REFERENCES customer (name);
