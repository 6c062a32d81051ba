resource "google_service_account" "service" {
  for_each = local.services

  project      = var.project
  account_id   = each.value
  display_name = "Migration Gate, ${each.value}"
}

data "google_project" "application" {
  for_each = var.application_projects

  project_id = each.key
}

locals {
  runtime_account = {
    for project, settings in var.application_projects : project => coalesce(
      settings.runtime_account,
      "${data.google_project.application[project].number}-compute@developer.gserviceaccount.com"
    )
  }
}
