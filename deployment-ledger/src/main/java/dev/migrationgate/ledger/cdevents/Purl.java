package dev.migrationgate.ledger.cdevents;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images as package URLs. Source: the purl specification's type "oci" — the name is the repository's last part, the version is the
 * digest and nothing else, the rest are qualifiers.
 */
final class Purl {
    private static final Pattern IMAGE = Pattern.compile(
            "(?<repository>(?:.*/)?(?<name>[^/:@]+))(?::(?<tag>[^/:@]+))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]+))?");

    private Purl() {}

    /**
     * The package URL of an image, for example {@code pkg:oci/app@sha256%3A0b31…?repository_url=r.example/team/app&tag=1.4.0}. One that
     * is named by a tag alone has no version, since nobody here knows which digest that was.
     *
     * @param image as a container's image is written: repository, tag, digest
     */
    static String of(String image) {
        Matcher parts = IMAGE.matcher(image);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + image + "' is no image");
        }
        var purl = new StringBuilder("pkg:oci/").append(parts.group("name").toLowerCase(Locale.ROOT));
        String digest = parts.group("digest");
        if (digest != null) {
            purl.append('@').append(digest.replace(":", "%3A"));
        }
        purl.append("?repository_url=").append(parts.group("repository"));
        String tag = parts.group("tag");
        if (tag != null) {
            purl.append("&tag=").append(tag);
        }
        return purl.toString();
    }
}
