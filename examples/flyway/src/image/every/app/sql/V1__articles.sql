CREATE TABLE article (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number   text    NOT NULL UNIQUE,
    name     text    NOT NULL,
    in_stock integer NOT NULL CHECK (in_stock >= 0)
);

INSERT INTO article (number, name, in_stock)
VALUES ('A-100', 'Kettle', 12),
       ('A-101', 'Toaster', 0),
       ('A-102', 'Grinder', 7);
