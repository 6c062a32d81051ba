package dev.migrationgate.ledger.view;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who holds a lane, and who waits for it.
 *
 * @param id the lane's id
 * @param holder the deployment whose migration runs or is unknown, or the first in line; empty: nobody is there
 * @param waiting the others, in line
 * @param whole whether these are all; if not, more wait behind them
 */
public record Lane(String id, Optional<Deployment> holder, List<Deployment> waiting, boolean whole) {
    /** Copies the list. */
    public Lane {
        waiting = List.copyOf(waiting);
    }

    /**
     * The lane of some deployments.
     *
     * @param open those of its deployments that have not passed the gate and have not ended, or the first of them
     * @param whole whether these are all
     */
    public static Lane of(String id, List<Deployment> open, boolean whole) {
        List<Deployment> inLine =
                open.stream().sorted(Comparator.comparing(Deployment::turn)).toList();
        Optional<Deployment> holder = inLine.stream()
                .filter(each -> each.status() != Status.WAITING)
                .findFirst()
                .or(() -> inLine.stream().findFirst());
        return new Lane(
                id,
                holder,
                inLine.stream()
                        .filter(each -> !holder.equals(Optional.of(each)))
                        .toList(),
                whole);
    }

    /** Who holds it and who waits. */
    public Stream<Deployment> everybody() {
        return Stream.concat(holder.stream(), waiting.stream());
    }

    /** Whether a person has to decide before it goes on. */
    public boolean quarantined() {
        return holder.filter(each -> each.status() == Status.HELD).isPresent();
    }

    /** The last part of the id, as people say it. */
    public String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
