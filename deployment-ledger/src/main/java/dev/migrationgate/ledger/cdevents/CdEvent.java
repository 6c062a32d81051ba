package dev.migrationgate.ledger.cdevents;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A CDEvent, ready to be sent as a CloudEvent in binary mode.
 *
 * @param kind what it tells
 * @param id unique within the source; the same for the same fact
 * @param source who tells it, a URI reference
 * @param subject what it is about
 * @param time when that happened, RFC 3339
 * @param chain what it belongs to: records of one chain stay together
 * @param data the CDEvent, as JSON
 */
record CdEvent(Kind kind, String id, String source, String subject, String time, String chain, String data) {
    /** The longest value of a Pub/Sub attribute; source: Pub/Sub quotas, "Attribute value size". */
    private static final int MAX_ATTRIBUTE_BYTES = 1024;

    /** Far more than any real one has, and far less than a broker or Pub/Sub refuses. */
    private static final int MAX_DATA_BYTES = 256 * 1024;

    /** The CloudEvents attributes, without a prefix; source: the CloudEvents binding of CDEvents 0.5.1. */
    Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", id);
        attributes.put("source", source);
        attributes.put("type", kind.type());
        attributes.put("subject", subject);
        attributes.put("time", time);
        return attributes;
    }

    /** Its data's bytes. */
    byte[] bytes() {
        return data.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether every sink takes it. */
    boolean fits() {
        return bytes().length <= MAX_DATA_BYTES
                && attributes().values().stream()
                        .allMatch(each -> each.getBytes(StandardCharsets.UTF_8).length <= MAX_ATTRIBUTE_BYTES);
    }
}
