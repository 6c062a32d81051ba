package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import dev.migrationgate.emulator.store.ResourceStore;
import java.nio.file.Path;
import java.util.List;

/** Services and their revisions. */
record ServiceStores(ResourceStore<Service> services, ResourceStore<Revision> revisions) {
    static ServiceStores open(Path folder) {
        return new ServiceStores(
                ResourceStore.open(folder.resolve("services"), Service.getDefaultInstance()),
                ResourceStore.open(folder.resolve("revisions"), Revision.getDefaultInstance()));
    }

    List<Revision> revisionsOf(String service) {
        return revisions.all().stream()
                .filter(revision -> revision.getName().startsWith(service + "/revisions/"))
                .toList();
    }

    static String revisionName(String service, String revision) {
        return service + "/revisions/" + revision;
    }

    static String shortName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    static String serviceOf(String revision) {
        return revision.substring(0, revision.lastIndexOf("/revisions/"));
    }
}
