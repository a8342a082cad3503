#include "programtimer.h"

#include <QFile>
#include <chrono>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace ca::bench {

Result<double> timeProgram(const QStringList &command)
{
    QList<QByteArray> texts;
    for (const QString &part : command)
        texts.append(QFile::encodeName(part));
    std::vector<char *> arguments;
    for (QByteArray &text : texts)
        arguments.push_back(text.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    for (const int fd : {STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_WRONLY, 0);
    pid_t pid = -1;
    int status = -1;
    const auto begin = std::chrono::steady_clock::now();
    const int spawned = ::posix_spawnp(&pid, arguments.front(), &files, nullptr, arguments.data(), environ);
    if (spawned == 0)
        ::waitpid(pid, &status, 0);
    const auto end = std::chrono::steady_clock::now();
    ::posix_spawn_file_actions_destroy(&files);
    if (spawned != 0 || status != 0)
        return failure(ErrorCode::Io, QStringLiteral("%1 does not run here").arg(command.first()));
    return std::chrono::duration<double, std::milli>(end - begin).count();
}

} // namespace ca::bench
