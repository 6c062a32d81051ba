package dev.migrationgate.google;

import com.google.cloud.logging.v2.LoggingClient;
import com.google.cloud.logging.v2.stub.LoggingServiceV2StubSettings;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.stub.PublisherStubSettings;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import com.google.cloud.run.v2.ExecutionsClient;
import com.google.cloud.run.v2.JobsClient;
import com.google.cloud.run.v2.RevisionsClient;
import com.google.cloud.run.v2.ServicesClient;
import com.google.cloud.run.v2.TasksClient;
import com.google.cloud.run.v2.stub.ExecutionsStubSettings;
import com.google.cloud.run.v2.stub.JobsStubSettings;
import com.google.cloud.run.v2.stub.RevisionsStubSettings;
import com.google.cloud.run.v2.stub.ServicesStubSettings;
import com.google.cloud.run.v2.stub.TasksStubSettings;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.stub.SecretManagerServiceStubSettings;
import java.io.IOException;

/** Opens each kind of client with the calls' deadlines and retries set by {@link CallPolicy}. */
final class Clients {
    private Clients() {}

    static JobsClient jobs(Connection connection) throws IOException {
        JobsStubSettings.Builder settings = JobsStubSettings.newBuilder();
        connection.configure(settings);
        settings.applyToAllUnaryMethods(CallPolicy::once);
        CallPolicy.repeatable(settings.getJobSettings(), settings.listJobsSettings());
        CallPolicy.operation(settings.createJobOperationSettings());
        CallPolicy.operation(settings.updateJobOperationSettings());
        CallPolicy.operation(settings.deleteJobOperationSettings());
        CallPolicy.operation(settings.runJobOperationSettings());
        return JobsClient.create(settings.build().createStub());
    }

    static ExecutionsClient executions(Connection connection) throws IOException {
        ExecutionsStubSettings.Builder settings = ExecutionsStubSettings.newBuilder();
        connection.configure(settings);
        settings.applyToAllUnaryMethods(CallPolicy::once);
        CallPolicy.repeatable(settings.getExecutionSettings(), settings.listExecutionsSettings());
        CallPolicy.operation(settings.cancelExecutionOperationSettings());
        CallPolicy.operation(settings.deleteExecutionOperationSettings());
        return ExecutionsClient.create(settings.build().createStub());
    }

    static TasksClient tasks(Connection connection) throws IOException {
        TasksStubSettings.Builder settings = TasksStubSettings.newBuilder();
        connection.configure(settings);
        settings.applyToAllUnaryMethods(CallPolicy::once);
        CallPolicy.repeatable(settings.getTaskSettings(), settings.listTasksSettings());
        return TasksClient.create(settings.build().createStub());
    }

    static ServicesClient services(Connection connection) throws IOException {
        ServicesStubSettings.Builder settings = ServicesStubSettings.newBuilder();
        connection.configure(settings);
        settings.applyToAllUnaryMethods(CallPolicy::once);
        CallPolicy.repeatable(settings.getServiceSettings(), settings.listServicesSettings());
        CallPolicy.operation(settings.createServiceOperationSettings());
        CallPolicy.operation(settings.updateServiceOperationSettings());
        CallPolicy.operation(settings.deleteServiceOperationSettings());
        return ServicesClient.create(settings.build().createStub());
    }

    static RevisionsClient revisions(Connection connection) throws IOException {
        RevisionsStubSettings.Builder settings = RevisionsStubSettings.newBuilder();
        connection.configure(settings);
        settings.applyToAllUnaryMethods(CallPolicy::once);
        CallPolicy.repeatable(settings.getRevisionSettings(), settings.listRevisionsSettings());
        CallPolicy.operation(settings.deleteRevisionOperationSettings());
        return RevisionsClient.create(settings.build().createStub());
    }

    static SecretManagerServiceClient secrets(Connection connection) throws IOException {
        SecretManagerServiceStubSettings.Builder settings = SecretManagerServiceStubSettings.newBuilder();
        connection.configure(settings);
        settings.applyToAllUnaryMethods(CallPolicy::once);
        CallPolicy.repeatable(
                settings.getSecretSettings(),
                settings.listSecretsSettings(),
                settings.getSecretVersionSettings(),
                settings.listSecretVersionsSettings(),
                settings.accessSecretVersionSettings());
        return SecretManagerServiceClient.create(settings.build().createStub());
    }

    static TopicAdminClient topics(Connection connection) throws IOException {
        PublisherStubSettings.Builder settings = PublisherStubSettings.newBuilder();
        connection.configure(settings);
        settings.applyToAllUnaryMethods(CallPolicy::once);
        CallPolicy.repeatable(settings.getTopicSettings(), settings.listTopicsSettings());
        return TopicAdminClient.create(settings.build().createStub());
    }

    static SubscriptionAdminClient subscriptions(Connection connection) throws IOException {
        SubscriberStubSettings.Builder settings = SubscriberStubSettings.newBuilder();
        connection.configure(settings);
        settings.applyToAllUnaryMethods(CallPolicy::once);
        CallPolicy.repeatable(settings.getSubscriptionSettings());
        return SubscriptionAdminClient.create(settings.build().createStub());
    }

    static LoggingClient logs(Connection connection) throws IOException {
        LoggingServiceV2StubSettings.Builder settings = LoggingServiceV2StubSettings.newBuilder();
        connection.configure(settings);
        settings.applyToAllUnaryMethods(CallPolicy::once);
        CallPolicy.repeatable(settings.listLogEntriesSettings());
        return LoggingClient.create(settings.build().createStub());
    }
}
