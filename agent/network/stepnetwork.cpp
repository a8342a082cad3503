#include "stepnetwork.h"

#include <cstdlib>
#include <sys/socket.h>
#include <unistd.h>

#include "pythonvenv.h"

namespace ca::agent {

namespace {

using Variables = std::vector<std::pair<std::string, std::string>>;

/// Where Debian and most others keep the certificates that are trusted; the same file for all programs, since some
/// bring their own and then do not trust what this system does.
constexpr const char *certificates = "/etc/ssl/certs/ca-certificates.crt";

bool isReadable(const std::string &path)
{
    return ::access(path.c_str(), R_OK) == 0;
}

std::string inherited(const char *name, const char *fallback)
{
    const char *value = std::getenv(name);
    return value && *value ? value : fallback;
}

void addProxy(Variables &variables)
{
    const std::string proxy = "http://127.0.0.1:" + std::to_string(proxyPort);
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"})
        variables.emplace_back(name, proxy);
    for (const char *name : {"no_proxy", "NO_PROXY"})
        variables.emplace_back(name, "localhost,127.0.0.1,::1");
    // Node does by itself what the preload does for older ones.
    variables.emplace_back("NODE_USE_ENV_PROXY", "1");
}

void addCertificates(Variables &variables)
{
    if (!isReadable(certificates))
        return;
    for (const char *name : {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT", "NPM_CONFIG_CAFILE"})
        variables.emplace_back(name, certificates);
}

/// Settings that the orchestrator wrote, of those programs that have any on its machine.
void addSettings(Variables &variables, const std::string &folder)
{
    for (const auto &[name, file] :
         {std::pair("PIP_CONFIG_FILE", "pip.conf"), std::pair("NPM_CONFIG_GLOBALCONFIG", "npmrc"),
          std::pair("GIT_CONFIG_SYSTEM", "gitconfig")}) {
        if (const std::string path = folder + '/' + file; isReadable(path))
            variables.emplace_back(name, path);
    }
    if (const std::string preload = folder + "/fetch-proxy.cjs"; isReadable(preload))
        variables.emplace_back("NODE_OPTIONS", inherited("NODE_OPTIONS", "") + " --require=" + preload);
    variables.emplace_back("GIT_TERMINAL_PROMPT", "0");
    variables.emplace_back("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    variables.emplace_back("NPM_CONFIG_UPDATE_NOTIFIER", "false");
}

/// Programs that are installed go into the home, and are found there.
void addInstallPlaces(Variables &variables)
{
    const std::string home = inherited("HOME", "/home/agent");
    std::string path = home + "/.local/bin:" + inherited("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.emplace_back("NPM_CONFIG_PREFIX", home + "/.local");
    if (const auto venv = PythonVenv::make(home + "/.venv")) {
        path = *venv + "/bin:" + path;
        variables.emplace_back("VIRTUAL_ENV", *venv);
    }
    variables.emplace_back("PATH", path);
}

} // namespace

std::expected<std::unique_ptr<StepNetwork>, std::string> StepNetwork::open(EventLoop &loop,
                                                                           const std::string &runtimeFolder)
{
    const std::string proxyPath = runtimeFolder + "/proxy.sock";
    if (::access(proxyPath.c_str(), F_OK) != 0)
        return nullptr;
    auto listener = ProxyListener::open(loop, AF_INET, proxyPath);
    if (!listener)
        return std::unexpected(listener.error());
    std::unique_ptr<StepNetwork> network(new StepNetwork(runtimeFolder));
    network->m_listeners.push_back(std::move(*listener));
    // Some sandboxes have no IPv6, and nothing depends on it.
    if (auto second = ProxyListener::open(loop, AF_INET6, proxyPath))
        network->m_listeners.push_back(std::move(*second));
    return network;
}

Variables StepNetwork::environment() const
{
    Variables variables;
    addProxy(variables);
    addCertificates(variables);
    addSettings(variables, m_runtimeFolder);
    addInstallPlaces(variables);
    return variables;
}

} // namespace ca::agent
