CREATE TABLE invoice (
    number       bigint PRIMARY KEY,
    customer     text   NOT NULL,
    amount_minor bigint NOT NULL
);

INSERT INTO invoice (number, customer, amount_minor)
VALUES (2001, 'Ada Lovelace', 4990),
       (2002, 'Charles Babbage', 129900),
       (2003, 'ada lovelace', 990);
