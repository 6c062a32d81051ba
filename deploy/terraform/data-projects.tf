# Databases behind Google's connectors, and Pub/Sub: each only where it is used.

resource "google_project_iam_custom_role" "cloud_sql" {
  for_each = var.cloud_sql_projects

  project     = each.key
  role_id     = "migrationGateCloudSql"
  title       = "Migration Gate: database-project"
  permissions = local.permissions["migration-runner/database-project"]
}

resource "google_project_iam_member" "cloud_sql" {
  for_each = var.cloud_sql_projects

  project = each.key
  role    = google_project_iam_custom_role.cloud_sql[each.key].id
  member  = local.member.migration_runner
}

resource "google_project_iam_custom_role" "alloydb" {
  for_each = var.alloydb_projects

  project     = each.key
  role_id     = "migrationGateAlloyDb"
  title       = "Migration Gate: alloydb-project"
  permissions = local.permissions["migration-runner/alloydb-project"]
}

resource "google_project_iam_member" "alloydb" {
  for_each = var.alloydb_projects

  project = each.key
  role    = google_project_iam_custom_role.alloydb[each.key].id
  member  = local.member.migration_runner
}

locals {
  # projects/P/subscriptions/S and projects/P/topics/T
  pubsub = {
    for key, each in {
      builds   = { name = var.builds_subscription, permissions = local.permissions["manifest-ingest/subscription"] }
      cdevents = { name = var.cdevents_topic, permissions = local.permissions["deployment-ledger/topic"] }
    } : key => merge(each, { project = split("/", each.name)[1] }) if each.name != null
  }
}

resource "google_project_iam_custom_role" "pubsub" {
  for_each = local.pubsub

  project     = each.value.project
  role_id     = "migrationGate${title(each.key)}"
  title       = "Migration Gate: ${each.key}"
  permissions = each.value.permissions
}

resource "google_pubsub_subscription_iam_member" "builds" {
  count = var.builds_subscription == null ? 0 : 1

  project      = local.pubsub.builds.project
  subscription = split("/", var.builds_subscription)[3]
  role         = google_project_iam_custom_role.pubsub["builds"].id
  member       = local.member.manifest_ingest
}

resource "google_pubsub_topic_iam_member" "cdevents" {
  count = var.cdevents_topic == null ? 0 : 1

  project = local.pubsub.cdevents.project
  topic   = split("/", var.cdevents_topic)[3]
  role    = google_project_iam_custom_role.pubsub["cdevents"].id
  member  = local.member.deployment_ledger
}
