package dev.migrationgate.ledger.page;

import static dev.migrationgate.ledger.page.Canned.application;
import static dev.migrationgate.ledger.page.Canned.at;
import static dev.migrationgate.ledger.page.Canned.deployment;
import static dev.migrationgate.ledger.page.Canned.event;
import static dev.migrationgate.ledger.page.Canned.failed;
import static dev.migrationgate.ledger.page.Canned.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** An installation in the middle of a day: some applications, one of each status, and a lane with a queue. */
final class Shop {

    static final String ORDERS = "acme/retail/production/shop/orders-api";
    static final String ORDERS_STAGING = "acme/retail/staging/shop/orders-api";
    static final String PAYMENTS = "acme/retail/production/shop/payment-gateway";
    static final String BILLING = "acme/retail/production/finance/billing-api";
    static final String SEARCH = "acme/retail/staging/shop/search";

    static final ObjectNode ORDERS_LIVE = deployed();
    static final ObjectNode ORDERS_MOVES =
            deployment(ORDERS, "1.5.0", "migrating", Duration.ofMinutes(4).plusSeconds(12));
    static final ObjectNode ORDERS_WAITS = deployment(ORDERS, "1.5.1", "waiting", Duration.ofMinutes(2));
    static final ObjectNode PAYMENTS_FAILED = failedMigration();
    static final ObjectNode BILLING_HELD = deployment(BILLING, "0.9.0", "held", Duration.ofMinutes(50))
            .put("reason", "UNKNOWN")
            .put("message", "The execution's outcome is unknown: it was deleted before it was seen to end.");

    private Shop() {}

    /** Gives these answers. */
    static void answers(StubLedger ledger) {
        ledger.answer(
                "/v1/applications",
                Canned.page(
                        "applications",
                        List.of(
                                application(BILLING_HELD),
                                application(ORDERS_LIVE, ORDERS_MOVES, ORDERS_WAITS),
                                application(live(PAYMENTS, "2.0.0", Duration.ofDays(9)), PAYMENTS_FAILED),
                                application(live(ORDERS_STAGING, "1.5.1", Duration.ofHours(3))),
                                application(
                                        live(SEARCH, "7.1.0", Duration.ofHours(30)),
                                        deployment(SEARCH, "7.2.0", "rolling-out", Duration.ofSeconds(40))))));
        var orders = Canned.lane(
                ORDERS_MOVES,
                "held by orders-api " + ORDERS_MOVES.get("id").asText().substring(0, 8)
                        + ", which migrates since 4 min",
                ORDERS_WAITS);
        var billing =
                Canned.lane(BILLING_HELD, "the outcome of billing-api's attempt 1 is unknown; a person must decide");
        ledger.answer("/v1/lanes", Canned.page("lanes", List.of(billing, orders)));
        ledger.answer("/v1/lanes/" + orders.get("id").asText(), with(orders, "recent", ORDERS_LIVE));
        ledger.answer(
                "/v1/applications/" + ORDERS,
                with(
                        application(ORDERS_LIVE, ORDERS_MOVES, ORDERS_WAITS),
                        "history",
                        ORDERS_WAITS,
                        ORDERS_MOVES,
                        ORDERS_LIVE));
        ledger.answer(
                "/v1/deployments",
                Canned.page("deployments", List.of(ORDERS_WAITS, ORDERS_MOVES, ORDERS_LIVE, PAYMENTS_FAILED)));
        detail(ledger, ORDERS_LIVE, "deployed: its migration was applied and its revision serves", deployedEvents());
        detail(ledger, ORDERS_MOVES, "migrates since 4 min 8 s, attempt 1", movingEvents());
        detail(
                ledger,
                PAYMENTS_FAILED,
                "failed: the migration ended with exit code 1; 2.0.0 goes on serving",
                failedEvents());
        ledger.answer("/v1/ledger", Canned.complete());
    }

    /** Answers a deployment alone. */
    static void detail(StubLedger ledger, ObjectNode deployment, String why, List<ObjectNode> events) {
        ledger.answer("/v1/deployments/" + deployment.get("id").asText(), Canned.detail(deployment, why, events));
    }

    private static ObjectNode with(ObjectNode owner, String list, ObjectNode... entries) {
        var made = owner.deepCopy();
        made.putArray(list).addAll(List.of(entries));
        made.set("ledger", Canned.complete());
        return made;
    }

    private static ObjectNode deployed() {
        return live(ORDERS, "1.4.0", Duration.ofHours(26))
                .put(
                        "execution",
                        "projects/acme-prod/locations/europe-west1/jobs/orders-api-1/executions/orders-api-1-x7k2p")
                .put("logUri", "https://console.cloud.google.com/logs/viewer?project=acme-prod")
                .put("service", "projects/acme-prod/locations/europe-west1/services/orders-api")
                .put(
                        "revision",
                        "projects/acme-prod/locations/europe-west1/services/orders-api/revisions/orders-api-00042")
                .put("uri", "https://orders-api.example.run.app")
                .put("replayOf", Canned.id(ORDERS, "1.3.9"));
    }

    private static ObjectNode failedMigration() {
        var made = failed(PAYMENTS, "2.1.0", Duration.ofHours(2));
        made.putArray("logExcerpt")
                .add("Flyway Community Edition 12.4.0 by Redgate")
                .add("Migrating schema \"payments\" to version \"7 - ledger table\"")
                .add("ERROR: relation \"accounts\" does not exist")
                .add("  Position: 31");
        return made.put(
                "execution", "projects/acme-prod/locations/europe-west1/jobs/payment-2/executions/payment-2-a1b2c");
    }

    /** Requested, 10 s of waiting, 30 s of migration, 2 s of handing over, 18 s of roll-out. */
    static List<ObjectNode> deployedEvents() {
        Duration end = Duration.ofHours(26);
        return List.of(
                event(
                        "deployment-requested",
                        11,
                        end.plusSeconds(60),
                        data -> data.put("deploymentId", Canned.id(ORDERS, "1.4.0"))
                                .put("version", "1.4.0")
                                .put("replayReason", "the region was lost")),
                event(
                        "migration-started",
                        12,
                        end.plusSeconds(49),
                        data -> data.put("startedAt", at(end.plusSeconds(50))).put("attempt", 1)),
                event("migration-succeeded", 13, end.plusSeconds(19), data -> {
                    data.put("outcome", "APPLIED").put("attempt", 1).put("decidedAt", at(end.plusSeconds(19)));
                    data.putObject("evidence")
                            .put("image", "registry.example/orders-migrations@sha256:" + "ab".repeat(32))
                            .put("completedAt", at(end.plusSeconds(20)));
                }),
                event(
                        "service-deployed",
                        14,
                        end,
                        data -> data.put("updateCalledAt", at(end.plusSeconds(18)))
                                .put("deployedAt", at(end))));
    }

    static List<ObjectNode> movingEvents() {
        Duration asked = Duration.ofMinutes(4).plusSeconds(12);
        Duration started = Duration.ofMinutes(4).plusSeconds(8);
        return List.of(
                event("deployment-requested", 31, asked, data -> data.put("version", "1.5.0")),
                event(
                        "migration-started",
                        32,
                        started,
                        data -> data.put("startedAt", at(started)).put("attempt", 1)));
    }

    private static List<ObjectNode> failedEvents() {
        Duration end = Duration.ofHours(2);
        return List.of(
                event("deployment-requested", 21, end.plusSeconds(60), data -> data.put("version", "2.1.0")),
                event(
                        "migration-started",
                        22,
                        end.plusSeconds(55),
                        data -> data.put("startedAt", at(end.plusSeconds(55))).put("attempt", 1)),
                event(
                        "migration-failed",
                        23,
                        end,
                        data -> data.put("reason", "EXIT_CODE")
                                .put("exitCode", 1)
                                .put("decidedAt", at(end))));
    }
}
