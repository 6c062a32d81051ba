package dev.migrationgate.cli.ledger;

/** What a ledger tells, in the form of its contract. */
public final class Told {
    public static final String ID = "d234567abcdefghijklmnopqrs";
    public static final String OTHER = "dzzzzzzabcdefghijklmnopqrs";
    public static final String APPLICATION = "acme/retail/production/shop/orders-api";

    private Told() {}

    /** A deployment with a status; more fields begin with a comma. */
    public static String deployment(String id, String status, String more) {
        return """
                {"id":"%s","application":"%s","name":"orders-api","environment":"production",\
                "lane":"Database/acme/retail/production/shop/orders-db","version":"1.4.0","image":"registry/orders@sha256:ab",\
                "status":"%s","requestedAt":"2020-01-01T00:00:00.000Z","updatedAt":"2020-01-01T00:00:10.000Z",\
                "migration":"wanted","attempt":1,"actor":"token:ci (ann)","source":"github","live":false%s}""".formatted(id, APPLICATION, status, more);
    }

    /** A page of deployments. */
    public static String page(String deployments, String more) {
        return "{\"deployments\":[" + deployments + "],\"ledger\":{\"complete\":true}" + more + "}";
    }
}
