package dev.migrationgate.access;

import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.access.signature.Verification;
import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Those who sign bodies. Safe for several threads. */
final class Signers {
    private final List<CallersConfig.Signer> signers;
    private final Secrets secrets;
    private final StandardWebhooks webhooks;

    Signers(List<CallersConfig.Signer> signers, Secrets secrets, Clock clock) {
        this.signers = List.copyOf(signers);
        this.secrets = secrets;
        this.webhooks = new StandardWebhooks(clock);
    }

    boolean none() {
        return signers.isEmpty();
    }

    /** Who signed the body. A secret that cannot be read shuts out those alone who sign with it. */
    Authentication find(Headers headers, byte[] body) {
        var reason = "nobody signs bodies here";
        Optional<String> unreadable = Optional.empty();
        for (CallersConfig.Signer signer : signers) {
            var keys = new ArrayList<byte[]>();
            for (SecretReference secret : signer.secrets()) {
                try {
                    keys.add(secrets.read(secret));
                } catch (SecretException e) {
                    unreadable = Optional.of(String.valueOf(e.getMessage()));
                }
            }
            switch (webhooks.verify(headers, body, keys)) {
                case Verification.Valid _ -> {
                    return new Authentication.Known(
                            new Caller("signer:" + signer.name(), signer.role(), signer.scope()));
                }
                case Verification.Invalid invalid -> reason = invalid.reason();
            }
        }
        return unreadable.isPresent()
                ? new Authentication.Unavailable(unreadable.get())
                : new Authentication.Refused(reason);
    }
}
