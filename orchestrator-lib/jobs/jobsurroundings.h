#pragma once

#include <QString>
#include <chrono>
#include <memory>

#include "jobnetwork.h"
#include "sandboxengine.h"
#include "servicepatience.h"

namespace ca {

class ContainerEngine;
class JobStore;
class LogThread;
class Redactor;

/// What a job needs from the outside; all of it outlives the runner.
struct JobSurroundings
{
    SandboxEngine &engine;
    /// The same, where a missing image is to be fetched; else null.
    ContainerEngine *imageFetcher = nullptr;
    LogThread &logThread;
    JobStore &store;
    NetworkSurroundings network;
    /// The job's own folder; made when missing.
    QString jobDir;
    /// For the link's socket; made, and removed at the end.
    QString runtimeDir;
    /// How long a question to the person stays unanswered before the job is paused.
    std::chrono::milliseconds approvalPatience = std::chrono::minutes(10);
    ServicePatience servicePatience = {};
    /// Knows what must not be told.
    std::shared_ptr<const Redactor> redactor;
};

} // namespace ca
