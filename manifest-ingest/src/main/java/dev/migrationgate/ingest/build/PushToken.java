package dev.migrationgate.ingest.build;

/** Says who pushes a message. May wait for the issuer's keys. Safe for several threads. */
public interface PushToken {
    /** Looks at the token that came with a push. */
    Standing check(String token);

    /** What it finds. */
    sealed interface Standing {
        /** It is the one whose pushes are believed. */
        record Trusted() implements Standing {}

        /**
         * The token proves nothing.
         *
         * @param reason what is wrong with it; nothing of the token
         */
        record Refused(String reason) implements Standing {}

        /**
         * It is somebody else.
         *
         * @param reason whom it should be
         */
        record Forbidden(String reason) implements Standing {}

        /**
         * It cannot be said now.
         *
         * @param reason what is out of reach
         */
        record Unavailable(String reason) implements Standing {}
    }
}
