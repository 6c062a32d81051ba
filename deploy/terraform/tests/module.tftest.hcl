# Run with: terraform test. The provider is only asked for its schema, never for anything in Google Cloud.

mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }

  # A member has to look like one, and a custom role's name like a role's.
  mock_resource "google_service_account" {
    defaults = { email = "somebody@gate-project.iam.gserviceaccount.com" }
  }

  mock_resource "google_project_iam_custom_role" {
    defaults = { id = "projects/shop-production/roles/mocked" }
  }
}

variables {
  project                 = "gate-project"
  kafka_bootstrap_servers = "broker-1:9094,broker-2:9094"
  schema_registry_url     = "http://registry.internal:8080/apis/ccompat/v7"
  network                 = { network = "gate", subnetwork = "gate" }
  application_projects    = { shop-production = {}, shop-staging = { runtime_account = "apps@shop-staging.iam.gserviceaccount.com" } }
  image_repositories      = ["projects/images/locations/europe-west1/repositories/shop"]
  images = {
    manifest_ingest   = "r/manifest-ingest@sha256:0000000000000000000000000000000000000000000000000000000000000000"
    migration_runner  = "r/migration-runner@sha256:0000000000000000000000000000000000000000000000000000000000000000"
    service_deployer  = "r/service-deployer@sha256:0000000000000000000000000000000000000000000000000000000000000000"
    deployment_ledger = "r/deployment-ledger@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  }
  kafka_secrets = {
    manifest_ingest   = "projects/gate-project/secrets/kafka-ingest"
    migration_runner  = "projects/gate-project/secrets/kafka-runner"
    service_deployer  = "projects/gate-project/secrets/kafka-deployer"
    deployment_ledger = "projects/gate-project/secrets/kafka-ledger"
  }
  gate_key = {
    private = "projects/gate-project/secrets/gate-key/versions/1"
    public  = "projects/gate-project/secrets/gate-key-public/versions/1"
  }
  databases = {
    servers              = "*=jdbc:postgresql://10.0.0.7/postgres?sslmode=require"
    admin_secret_version = "projects/gate-project/secrets/database-administrator/versions/1"
    admin_secrets        = []
  }
  connections = {
    manifest_ingest   = "projects/gate-project/secrets/connections"
    deployment_ledger = "projects/gate-project/secrets/connections"
  }
}

run "runner_and_deployer_have_their_own_rights" {
  command = plan

  assert {
    condition     = !contains(output.permissions["service-deployer/application-project"], "run.jobs.create")
    error_message = "The deployer must not start migrations."
  }

  assert {
    condition = length([
      for permission in output.permissions["migration-runner/application-project"] : permission if startswith(permission, "run.services.")
    ]) == 0
    error_message = "The runner must not deploy services."
  }

  assert {
    condition     = !contains(keys(google_secret_manager_secret_iam_member.reads), "service_deployer/projects/gate-project/secrets/gate-key")
    error_message = "The deployer must not read the key that opens the gate."
  }

  assert {
    condition     = contains(keys(google_secret_manager_secret_iam_member.reads), "service_deployer/projects/gate-project/secrets/gate-key-public")
    error_message = "The deployer must read the public key."
  }

  assert {
    condition = google_project_iam_member.runner_secrets["shop-staging"].condition[0].expression == (
      "resource.name.startsWith(\"projects/123456789012/secrets/mg_\")"
    )
    error_message = "The runner may change its own secrets only."
  }

  assert {
    condition = output.runtime_accounts == {
      shop-production = "123456789012-compute@developer.gserviceaccount.com"
      shop-staging    = "apps@shop-staging.iam.gserviceaccount.com"
    }
    error_message = "Runtime accounts are those of the projects, unless named."
  }

  assert {
    condition     = google_cloud_run_v2_service.server["manifest_ingest"].template[0].containers[0].resources[0].cpu_idle == false
    error_message = "Ingest reads Kafka between requests."
  }
}

run "requests_are_signed_by_ingest_and_believed_by_the_runner" {
  command = plan

  variables {
    request_key = {
      private         = "projects/gate-project/secrets/request-key/versions/2"
      public          = "projects/gate-project/secrets/request-key-public/versions/2"
      previous_public = ["projects/gate-project/secrets/request-key-public/versions/1"]
    }
  }

  assert {
    condition     = !contains(keys(google_secret_manager_secret_iam_member.reads), "migration_runner/projects/gate-project/secrets/request-key")
    error_message = "The runner must not read the key that asks for deployments."
  }

  assert {
    condition = alltrue([
      for service in ["manifest_ingest", "migration_runner"] :
      contains(keys(google_secret_manager_secret_iam_member.reads), "${service}/projects/gate-project/secrets/request-key-public")
    ])
    error_message = "Both read the public keys."
  }

  assert {
    condition = local.environment["migration_runner"]["REQUEST_PUBLIC_KEYS"] == join(",", [
      "projects/gate-project/secrets/request-key-public/versions/2", "projects/gate-project/secrets/request-key-public/versions/1"
    ])
    error_message = "The runner believes both keys while one is exchanged."
  }
}

run "a_service_can_be_stopped_for_an_upgrade" {
  command = plan

  variables {
    instances = { migration_runner = 0 }
  }

  assert {
    condition     = google_cloud_run_v2_worker_pool.worker["migration_runner"].scaling[0].manual_instance_count == 0
    error_message = "No instance of the runner may be left."
  }

  assert {
    condition     = google_cloud_run_v2_worker_pool.worker["service_deployer"].scaling[0].manual_instance_count == 1
    error_message = "The deployer goes on."
  }
}

run "a_collector_stands_beside_every_service" {
  command = plan

  variables {
    collector = { image = "collector@sha256:0", config_secret = "projects/gate-project/secrets/collector" }
  }

  assert {
    condition = alltrue([
      for worker in google_cloud_run_v2_worker_pool.worker : worker.template[0].containers[1].name == "collector"
    ])
    error_message = "Nobody reads the workers' figures."
  }

  assert {
    condition = alltrue([
      for server in google_cloud_run_v2_service.server : server.template[0].containers[1].name == "collector"
    ])
    error_message = "Nobody reads the figures of ingest and the ledger."
  }
}

run "what_is_wrong_is_refused" {
  command = plan

  variables {
    images = {
      manifest_ingest   = "r/manifest-ingest:latest"
      migration_runner  = "r/migration-runner:latest"
      service_deployer  = "r/service-deployer:latest"
      deployment_ledger = "r/deployment-ledger:latest"
    }
    kafka_secrets = {
      manifest_ingest   = "projects/gate-project/secrets/kafka"
      migration_runner  = "projects/gate-project/secrets/kafka"
      service_deployer  = "projects/gate-project/secrets/kafka"
      deployment_ledger = "projects/gate-project/secrets/kafka"
    }
    application_projects    = {}
    kafka_bootstrap_servers = "broker"
    schema_registry_url     = "registry"
    instances               = { migration_runner = 13 }
  }

  expect_failures = [
    var.images, var.kafka_secrets, var.application_projects, var.kafka_bootstrap_servers, var.schema_registry_url, var.instances
  ]
}

run "pub_sub_and_connectors_take_rights_only_where_they_are_used" {
  command = plan

  variables {
    builds_subscription = "projects/builds/subscriptions/migration-gate"
    cdevents_topic      = "projects/events/topics/cdevents"
    cloud_sql_projects  = ["data"]
    audit_key = {
      private = "projects/gate-project/secrets/audit-key/versions/1"
      public  = "projects/gate-project/secrets/audit-key-public/versions/1"
    }
  }

  assert {
    condition     = toset(google_project_iam_custom_role.pubsub["builds"].permissions) == toset(["pubsub.subscriptions.consume"])
    error_message = "Ingest only receives."
  }

  assert {
    condition     = length(google_project_iam_custom_role.cloud_sql) == 1 && length(google_project_iam_custom_role.alloydb) == 0
    error_message = "Rights on databases are for those that are used."
  }

  assert {
    condition     = contains(keys(google_secret_manager_secret_iam_member.reads), "deployment_ledger/projects/gate-project/secrets/audit-key")
    error_message = "The ledger reads the key that it signs with."
  }
}
