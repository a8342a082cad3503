#pragma once

#include <QCoroTask>
#include <memory>

#include "enginefacts.h"
#include "healthreport.h"
#include "result.h"

namespace ca {

class ContainerEngine;

/// What a look at Docker or Podman came to.
struct ContainerFindings
{
    /// "docker", "podman"
    QString engine;
    /// Jobs that ask for nothing get it.
    bool isStandard = false;
    /// Why there is none; empty where there is one.
    QString absence = {};
    /// Whether it can make sandboxes; the error names cause and fix.
    Result<void> works = {};
    EngineFacts facts = {};
    /// The one of jobs that name none, and whether it is there.
    QString image;
    bool hasImage = false;
};

/// An engine that does not answer takes two minutes at most.
QCoro::Task<ContainerFindings> lookAt(std::shared_ptr<ContainerEngine> engine, QString image, bool isStandard);

/// An engine that nobody asks for need not be there.
HealthCheck checkContainers(const ContainerFindings &found);

} // namespace ca
