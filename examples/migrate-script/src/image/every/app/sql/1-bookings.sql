-- Every script runs in every deployment, so each must find what it made before, and leave it alone.
CREATE TABLE IF NOT EXISTS booking (
    number       bigint PRIMARY KEY,
    booked_at    timestamptz NOT NULL DEFAULT now(),
    amount_minor bigint      NOT NULL
);

INSERT INTO booking (number, amount_minor)
VALUES (1, 4990),
       (2, 129900),
       (3, -4990)
ON CONFLICT DO NOTHING;
