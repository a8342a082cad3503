#pragma once

#include <QString>
#include <QStringList>
#include <QThread>
#include <chrono>

#include "hostpattern.h"
#include "joblimits.h"
#include "keystore.h"
#include "networkpolicy.h"
#include "servicepatience.h"

namespace ca {

class Settings;
struct Setting;

/// What is secret of a setting's value: all of a key or token, the values of headers ("Authorization: Bearer …" without
/// its first word), a proxy's password.
QStringList secretsIn(const Setting &setting, const QString &value);

/// What an Orchestrator is told at the start.
struct OrchestratorConfig
{
    /// AGENT_OUTPUT_DIR: job folders, the database and the owner lock live in it. Created when missing.
    QString dataDir;
    /// Who holds the data folder, for the sentence that a second one gets: "containerized-agentd".
    QString ownerName;
    /// The engine for jobs that ask for none: "auto" or a name.
    QString engine = QStringLiteral("auto");
    /// For jobs that name none, with engines that have images: the image, and the OCI runtime (empty: the engine's).
    QString image = QStringLiteral("containerized-agent:latest");
    QString runtime = {};
    /// A job whose image is missing has it pulled or built, instead of ending.
    bool fetchesImages = false;
    /// The program that runs inside sandboxes; empty: the one that belongs to this program.
    QString agentPath;
    int maxRunning = QThread::idealThreadCount();
    int maxQueued = 10'000;
    /// For what a job does not ask for itself.
    Limits defaultLimits;
    /// What jobs that do not say can reach, and hosts that are allowed beside those we know.
    NetworkPolicy network = NetworkPolicy::Allowlist;
    QList<HostPattern> allowedHosts = {};
    /// The proxy behind ours: a URL, "off", or empty: as the environment says.
    QString proxy = {};
    /// Ended jobs are deleted, files and all, this many days after their end; 0 keeps them.
    int retentionDays = 30;
    /// How long a job that asks for approval waits before it is paused.
    std::chrono::seconds approvalPatience = std::chrono::minutes(10);
    /// How long a job in a container goes on without this program, after a crash, and without its engine.
    std::chrono::seconds rejoinPatience = std::chrono::minutes(2);
    /// Where all desktops and all notebooks are listed: a port, 0 for any, or "off".
    QString desktopPort = QStringLiteral("off");
    QString notebookPort = QStringLiteral("off");
    /// How long a desktop or notebook that nobody looks at any more runs on, and how long one may take to start.
    ServicePatience servicePatience = {};
    /// The AI providers' keys.
    KeyStoreConfig keys;
    /// Knows the secrets of this process; null: one of the orchestrator's own.
    std::shared_ptr<Redactor> redactor;

    /// As the settings say.
    static OrchestratorConfig from(const Settings &settings, const QString &ownerName);
};

} // namespace ca
