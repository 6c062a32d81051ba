# What runner and deployer may do in the projects that applications are deployed to: exactly what calls.json says, and there alone.

locals {
  application_role_ids = {
    "migration-runner/application-project"    = "migrationGateRunner"
    "migration-runner/application-project-mg" = "migrationGateRunnerSecrets"
    "service-deployer/application-project"    = "migrationGateDeployer"
    "migration-runner/runtime-account"        = "migrationGateActAs"
  }

  application_roles = merge([
    for project in keys(var.application_projects) : {
      for key, id in local.application_role_ids : "${project}/${id}" => { project = project, id = id, key = key }
    }
  ]...)

  # The names of the secrets that the runner makes. Conditions see a project's number, and versions begin with their secret's name.
  own_secrets = {
    for project, found in data.google_project.application :
    project => "resource.name.startsWith(\"projects/${found.number}/secrets/mg_\")"
  }
}

resource "google_project_iam_custom_role" "application" {
  for_each = local.application_roles

  project     = each.value.project
  role_id     = each.value.id
  title       = "Migration Gate: ${each.value.key}"
  permissions = local.permissions[each.value.key]
}

resource "google_project_iam_member" "runner" {
  for_each = var.application_projects

  project = each.key
  role    = google_project_iam_custom_role.application["${each.key}/migrationGateRunner"].id
  member  = local.member.migration_runner
}

resource "google_project_iam_member" "runner_secrets" {
  for_each = var.application_projects

  project = each.key
  role    = google_project_iam_custom_role.application["${each.key}/migrationGateRunnerSecrets"].id
  member  = local.member.migration_runner

  condition {
    title      = "only what the migration gate made"
    expression = local.own_secrets[each.key]
  }
}

resource "google_project_iam_member" "deployer" {
  for_each = var.application_projects

  project = each.key
  role    = google_project_iam_custom_role.application["${each.key}/migrationGateDeployer"].id
  member  = local.member.service_deployer
}

resource "google_service_account_iam_member" "act_as" {
  for_each = merge([
    for project in keys(var.application_projects) : {
      for service in ["migration_runner", "service_deployer"] :
      "${project}/${service}" => { project = project, service = service }
    }
  ]...)

  service_account_id = "projects/${each.value.project}/serviceAccounts/${local.runtime_account[each.value.project]}"
  role               = google_project_iam_custom_role.application["${each.value.project}/migrationGateActAs"].id
  member             = local.member[each.value.service]
}

# What jobs and services themselves need: the connection strings that the runner keeps. Other secrets of theirs are the teams' to give.
resource "google_project_iam_member" "runtime_secrets" {
  for_each = var.application_projects

  project = each.key
  role    = "roles/secretmanager.secretAccessor"
  member  = "serviceAccount:${local.runtime_account[each.key]}"

  condition {
    title      = "only what the migration gate made"
    expression = local.own_secrets[each.key]
  }
}
