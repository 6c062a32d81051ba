-- The platform has enabled both extensions; Flyway owns the tables.
CREATE TABLE customer (
    id           uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    name         text        NOT NULL,
    email_digest bytea       NOT NULL UNIQUE
);

CREATE TABLE payment (
    id           uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    customer_id  uuid        NOT NULL REFERENCES customer (id),
    reference    text        NOT NULL UNIQUE,
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    currency     char(3)     NOT NULL,
    receipt_code text        NOT NULL DEFAULT encode(gen_random_bytes(8), 'hex'),
    paid_at      timestamptz NOT NULL DEFAULT now()
);

INSERT INTO customer (name, email_digest)
VALUES ('Ada Lovelace', digest('ada@example.com', 'sha256')),
       ('Charles Babbage', digest('charles@example.com', 'sha256'));

INSERT INTO payment (customer_id, reference, amount_minor, currency)
SELECT id, 'INV-1001', 4990, 'EUR' FROM customer WHERE name = 'Ada Lovelace'
UNION ALL
SELECT id, 'INV-1002', 129900, 'EUR' FROM customer WHERE name = 'Charles Babbage';
