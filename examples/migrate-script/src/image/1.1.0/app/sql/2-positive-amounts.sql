-- Fails on purpose, as such migrations do: it works on a developer's table, and not where money was paid back.
CREATE INDEX IF NOT EXISTS booking_by_time ON booking (booked_at);

ALTER TABLE booking ADD CONSTRAINT booking_amount_positive CHECK (amount_minor > 0);
