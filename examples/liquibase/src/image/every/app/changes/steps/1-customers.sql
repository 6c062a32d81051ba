--liquibase formatted sql

--changeset retail:customers
CREATE TABLE customer (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name  text NOT NULL,
    email text NOT NULL
);
--rollback DROP TABLE customer;

--changeset retail:first-customers
INSERT INTO customer (name, email)
VALUES ('Grace Hopper', 'grace@example.com'),
       ('Hedy Lamarr', 'hedy@example.com'),
       ('Hedwig Kiesler', 'hedy@example.com');
--rollback DELETE FROM customer;
