<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_US">
<context>
    <name>CellTexts</name>
    <message numerus="yes">
        <source>%n call(s) of AI providers</source>
        <translation>
            <numerusform>%n call of AI providers</numerusform>
            <numerusform>%n calls of AI providers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactTexts</name>
    <message numerus="yes">
        <source>%Ln file(s), %1</source>
        <translation>
            <numerusform>%Ln file, %1</numerusform>
            <numerusform>%Ln files, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s), %1 tokens (%2 asked, %3 answered)</source>
        <translation>
            <numerusform>%Ln call, %1 tokens (%2 asked, %3 answered)</numerusform>
            <numerusform>%Ln calls, %1 tokens (%2 asked, %3 answered)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobTexts</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptTexts</name>
    <message numerus="yes">
        <source>Ready to run: %n step(s).</source>
        <translation>
            <numerusform>Ready to run: %n step.</numerusform>
            <numerusform>Ready to run: %n steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::ApprovalPanel</name>
    <message numerus="yes">
        <source>May the agent run the next %Ln step(s)?</source>
        <translation>
            <numerusform>May the agent run %Ln more step?</numerusform>
            <numerusform>May the agent run the next %Ln steps?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::BottomBars</name>
    <message numerus="yes">
        <source>%n job(s) deleted, with log and result.</source>
        <translation>
            <numerusform>%n job deleted, with log and result.</numerusform>
            <numerusform>%n jobs deleted, with logs and results.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::FileModel</name>
    <message numerus="yes">
        <source>%1 (only the first %Ln entries)</source>
        <translation>
            <numerusform>%1 (only %Ln entry)</numerusform>
            <numerusform>%1 (only the first %Ln entries)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::FilesTab</name>
    <message numerus="yes">
        <source>%Ln file(s), %1, saved to %2.</source>
        <translation>
            <numerusform>%Ln file, %1, saved to %2.</numerusform>
            <numerusform>%Ln files, %1, saved to %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s) or other special file(s) left out.</source>
        <translation>
            <numerusform>%Ln link or other special file left out.</numerusform>
            <numerusform>%Ln links or other special files left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::HealthDialog</name>
    <message numerus="yes">
        <source>%n thing(s) could be better</source>
        <translation>
            <numerusform>%n thing could be better</numerusform>
            <numerusform>%n things could be better</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobActions</name>
    <message numerus="yes">
        <source>Cancel %n job(s)</source>
        <translation>
            <numerusform>Cancel %n job</numerusform>
            <numerusform>Cancel %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %n job(s)</source>
        <translation>
            <numerusform>Resume %n job</numerusform>
            <numerusform>Resume %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %n job(s)</source>
        <translation>
            <numerusform>Pause %n job</numerusform>
            <numerusform>Pause %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %n job(s)</source>
        <translation>
            <numerusform>Retry %n job</numerusform>
            <numerusform>Retry %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save %n ZIP(s) to…</source>
        <translation>
            <numerusform>Save %n ZIP to…</numerusform>
            <numerusform>Save %n ZIPs to…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n id(s)</source>
        <translation>
            <numerusform>Copy %n id</numerusform>
            <numerusform>Copy %n ids</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n job(s)</source>
        <translation>
            <numerusform>Delete %n job</numerusform>
            <numerusform>Delete %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobCommands</name>
    <message numerus="yes">
        <source>%n ZIP(s) saved to %1.</source>
        <translation>
            <numerusform>%n ZIP saved to %1.</numerusform>
            <numerusform>%n ZIPs saved to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) could not be cancelled: %1</source>
        <translation>
            <numerusform>%n job could not be cancelled: %1</numerusform>
            <numerusform>%n jobs could not be cancelled: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) could not be started again: %1</source>
        <translation>
            <numerusform>%n job could not be started again: %1</numerusform>
            <numerusform>%n jobs could not be started again: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n id(s) copied.</source>
        <translation>
            <numerusform>%n id copied.</numerusform>
            <numerusform>%n ids copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobDeletion</name>
    <message numerus="yes">
        <source>%n job(s) could not be deleted: %1</source>
        <translation>
            <numerusform>%n job could not be deleted: %1</numerusform>
            <numerusform>%n jobs could not be deleted: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobsPane</name>
    <message numerus="yes">
        <source>The filter hides %n job(s).</source>
        <translation>
            <numerusform>The filter hides %n job.</numerusform>
            <numerusform>The filter hides %n jobs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::LogFindBar</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::MainWindow</name>
    <message numerus="yes">
        <source>%n job(s) started; the filter hides them.</source>
        <translation>
            <numerusform>%n job started; the filter hides it.</numerusform>
            <numerusform>%n jobs started; the filter hides them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::QuitQuestion</name>
    <message numerus="yes">
        <source>%n job(s) still running</source>
        <translation>
            <numerusform>%n job still running</numerusform>
            <numerusform>%n jobs still running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting job(s) will run after the next start.</source>
        <translation>
            <numerusform>%n waiting job will run after the next start.</numerusform>
            <numerusform>%n waiting jobs will run after the next start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n job(s) and quit</source>
        <translation>
            <numerusform>Cancel %n job and quit</numerusform>
            <numerusform>Cancel %n jobs and quit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::StatusChips</name>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n job</numerusform>
            <numerusform>%1, %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::StatusPanel</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>AI %1 and %n more</source>
        <translation>
            <numerusform>AI %1 and %n more</numerusform>
            <numerusform>AI %1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::TrayIcon</name>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n job running</numerusform>
            <numerusform>%n jobs running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) waiting</source>
        <translation>
            <numerusform>%n job waiting</numerusform>
            <numerusform>%n jobs waiting</numerusform>
        </translation>
    </message>
</context>
</TS>
