--liquibase formatted sql

--changeset retail:one-address-each
--comment Fails on purpose, as such changes do: it works on a developer's table, and not where an address is stored twice.
ALTER TABLE customer ADD CONSTRAINT customer_email_once UNIQUE (email);
--rollback ALTER TABLE customer DROP CONSTRAINT customer_email_once;
